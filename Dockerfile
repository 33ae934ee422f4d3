# Builds the jars, takes them apart into layers, and trains an AOT cache that halves the start. Nothing here needs a network
# but the first stage. Two images: the last stage is what watches real instances, the target `sandbox` is for rehearsing.
#   docker build --target sandbox -t tidemark-sandbox . && docker run --rm -p 8080:8080 tidemark-sandbox
#   docker build -t tidemark . && docker run --rm -p 8080:8080 -v "$PWD/tidemark.yml:/tidemark/config/application.yml:ro" tidemark
FROM eclipse-temurin:25-jdk AS build
WORKDIR /source
COPY .mvn .mvn
COPY mvnw pom.xml ./
RUN ./mvnw -B -ntp -q dependency:go-offline || true
COPY frontend frontend
COPY src src
RUN ./mvnw -B -ntp -q -DskipTests package \
    && java -Djarmode=tools -jar target/tidemark.jar extract --layers --destination layers/tidemark \
    && java -Djarmode=tools -jar target/tidemark-sandbox.jar extract --layers --destination layers/sandbox

FROM eclipse-temurin:25-jre AS runtime
RUN useradd --system --uid 10001 --create-home --home-dir /tidemark tidemark
WORKDIR /tidemark
RUN mkdir data && chown tidemark data
# The same flags when training and when running: an AOT cache is only used by the JVM and the options that made it.
ENV JAVA_TOOL_OPTIONS="--sun-misc-unsafe-memory-access=allow -XX:MaxRAMPercentage=60"
EXPOSE 8080

FROM runtime AS sandbox
COPY --from=build --chown=tidemark /source/layers/sandbox/dependencies/ ./
COPY --from=build --chown=tidemark /source/layers/sandbox/spring-boot-loader/ ./
COPY --from=build --chown=tidemark /source/layers/sandbox/snapshot-dependencies/ ./
COPY --from=build --chown=tidemark /source/layers/sandbox/application/ ./
USER tidemark
RUN java -XX:AOTCacheOutput=tidemark.aot -Dspring.context.exit=onRefresh -jar tidemark-sandbox.jar
# Within the container only; `-p 127.0.0.1:8080:8080` keeps it on the machine.
ENV SERVER_ADDRESS=0.0.0.0
ENTRYPOINT ["java", "-XX:AOTCache=tidemark.aot", "-jar", "tidemark-sandbox.jar"]

FROM runtime AS tidemark
COPY --from=build --chown=tidemark /source/layers/tidemark/dependencies/ ./
COPY --from=build --chown=tidemark /source/layers/tidemark/spring-boot-loader/ ./
COPY --from=build --chown=tidemark /source/layers/tidemark/snapshot-dependencies/ ./
COPY --from=build --chown=tidemark /source/layers/tidemark/application/ ./
USER tidemark
# An account that is never asked: the training ends before anything starts.
RUN java -XX:AOTCacheOutput=tidemark.aot -Dspring.context.exit=onRefresh -jar tidemark.jar \
    --spring.datasource.url=jdbc:h2:mem:train --tidemark.ckafka.accounts[0].name=train \
    --tidemark.ckafka.accounts[0].regions=ap-guangzhou --tidemark.ckafka.accounts[0].credentials.secret-id=train \
    --tidemark.ckafka.accounts[0].credentials.secret-key=train
# The database file, unless spring.datasource.url names a database elsewhere.
VOLUME /tidemark/data
ENTRYPOINT ["java", "-XX:AOTCache=tidemark.aot", "-jar", "tidemark.jar"]
