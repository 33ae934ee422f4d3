# Builds the jar, takes it apart into layers, and trains an AOT cache that halves the start. Nothing here needs a network
# but the first stage. Try it:
#   docker build -t tidemark . && docker run --rm -p 8080:8080 tidemark --spring.profiles.active=sandbox --server.address=0.0.0.0
FROM eclipse-temurin:25-jdk AS build
WORKDIR /source
COPY .mvn .mvn
COPY mvnw pom.xml ./
RUN ./mvnw -B -ntp -q dependency:go-offline || true
COPY frontend frontend
COPY src src
RUN ./mvnw -B -ntp -q -DskipTests package && java -Djarmode=tools -jar target/tidemark.jar extract --layers --destination layers

FROM eclipse-temurin:25-jre
RUN useradd --system --uid 10001 --create-home --home-dir /tidemark tidemark
WORKDIR /tidemark
COPY --from=build --chown=tidemark /source/layers/dependencies/ ./
COPY --from=build --chown=tidemark /source/layers/spring-boot-loader/ ./
COPY --from=build --chown=tidemark /source/layers/snapshot-dependencies/ ./
COPY --from=build --chown=tidemark /source/layers/application/ ./
RUN mkdir data && chown tidemark data
USER tidemark
# The same flags as below: an AOT cache is only used by the JVM and the options that made it.
ENV JAVA_TOOL_OPTIONS="--sun-misc-unsafe-memory-access=allow -XX:MaxRAMPercentage=60"
RUN java -XX:AOTCacheOutput=tidemark.aot -Dspring.context.exit=onRefresh -jar tidemark.jar --spring.profiles.active=sandbox
EXPOSE 8080
# The database file, unless spring.datasource.url names a database elsewhere.
VOLUME /tidemark/data
ENTRYPOINT ["java", "-XX:AOTCache=tidemark.aot", "-jar", "tidemark.jar"]
