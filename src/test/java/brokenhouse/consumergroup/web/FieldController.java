package brokenhouse.consumergroup.web;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.springframework.beans.factory.annotation.Autowired;

/** Injected into a field, and with a logger of another name. */
class FieldController {
    @Autowired
    @Nullable
    Logger logger;
}
