package dev.tidemark.sandbox.emulator.http;

import dev.tidemark.sandbox.emulator.action.ApiError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.tomcat.util.http.fileupload.FileItemIterator;
import org.apache.tomcat.util.http.fileupload.FileItemStream;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.UploadContext;

/** Reads {@code multipart/form-data}, in which the legacy API's Java client sends a POST, into parameters in their order. */
final class MultipartForm {
    private MultipartForm() {
    }

    static Map<String, String> parse(ReceivedRequest request) {
        Map<String, String> parameters = new LinkedHashMap<>();
        try {
            for (FileItemIterator parts = new FileUpload().getItemIterator(new Body(request)); parts.hasNext();) {
                FileItemStream part = parts.next();
                try (InputStream value = part.openStream()) {
                    FormText.put(parameters, Optional.ofNullable(part.getFieldName()).orElse(""),
                            new String(value.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        } catch (IOException malformed) {
            throw new ApiError("InvalidParameter", "The body is not multipart/form-data.");
        }
        return parameters;
    }

    private record Body(ReceivedRequest request) implements UploadContext {
        @Override
        public long contentLength() {
            return request.body().length;
        }

        @Override
        public String getCharacterEncoding() {
            return StandardCharsets.UTF_8.name();
        }

        @Override
        public String getContentType() {
            return request.header("Content-Type").orElse("");
        }

        @Override
        public InputStream getInputStream() {
            return new ByteArrayInputStream(request.body());
        }
    }
}
