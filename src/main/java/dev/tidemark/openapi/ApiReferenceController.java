package dev.tidemark.openapi;

import dev.tidemark.access.Operator;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The JSON API as a page to read, for all who may sign in. */
@Controller
class ApiReferenceController {
    private final OpenApiDocument document;

    ApiReferenceController(OpenApiDocument document) {
        this.document = document;
    }

    @GetMapping("/api-reference")
    String show(Operator operator, Model model) {
        String root = ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString();
        model.addAttribute("page", new ApiReferenceReader(document.tree(), root, operator.name()).read());
        return "openapi/reference";
    }
}
