package dev.tidemark.ckafka.v2;

import java.util.Base64;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.HmacUtils;

/**
 * The signature of API v2: method, host and path, then every parameter in the order of the names' bytes, values
 * as they are. In names, and only there, {@code _} is signed as {@code .}; a value that begins with {@code @} once meant a
 * file and is left out of a POST.
 */
final class V2Signature {
    static final String METHOD = "HmacSHA256";

    private V2Signature() {
    }

    /**
     * Signs a POST.
     *
     * @param parameters all but the signature, among them SignatureMethod
     */
    static String ofPost(String host, String path, SortedMap<String, String> parameters, String secretKey) {
        String text = parameters.entrySet().stream().filter(parameter -> !parameter.getValue().startsWith("@"))
                .map(parameter -> parameter.getKey().replace('_', '.') + "=" + parameter.getValue())
                .collect(Collectors.joining("&", "POST" + host + path + "?", ""));
        return Base64.getEncoder().encodeToString(new HmacUtils(METHOD, secretKey).hmac(text));
    }
}
