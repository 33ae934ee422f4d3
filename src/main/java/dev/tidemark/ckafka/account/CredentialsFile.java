package dev.tidemark.ckafka.account;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.commons.configuration2.INIConfiguration;
import org.apache.commons.configuration2.SubnodeConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;

/**
 * The credentials file that the vendor's SDKs and command line share: sections with {@code secret_id},
 * {@code secret_key} and perhaps {@code token}. The SDK's own reader needs an INI library without a safe release.
 */
final class CredentialsFile {
    private CredentialsFile() {
    }

    static Credentials read(String account, CredentialSettings settings, Map<String, String> environment) {
        List<Path> places = settings.profileFile() != null
                ? List.of(Path.of(settings.profileFile()))
                : List.of(Path.of(environment.getOrDefault("HOME", "."), ".tencentcloud", "credentials"),
                        Path.of("/etc/tencentcloud/credentials"));
        Path file = places.stream().filter(Files::isReadable).findFirst()
                .orElseThrow(() -> new MissingCredentials(account, "no readable credentials file at " + places));
        INIConfiguration content = new INIConfiguration();
        try (Reader reader = Files.newBufferedReader(file)) {
            content.read(reader);
        } catch (IOException | ConfigurationException unreadable) {
            // The parser's own words may quote the line, and the line may be the key.
            throw new MissingCredentials(account, "the credentials file " + file + " cannot be read as an INI file");
        }
        SubnodeConfiguration section = content.getSection(settings.profile());
        return new Credentials.Keys(section.getString("secret_id"), section.getString("secret_key"),
                section.getString("token")).orComplain(account, "section [" + settings.profile() + "] of " + file);
    }
}
