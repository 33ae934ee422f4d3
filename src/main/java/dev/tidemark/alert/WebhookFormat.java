package dev.tidemark.alert;

/** What a receiver understands. */
public enum WebhookFormat {
    /** JSON of our own, with a signature of it in a header. */
    GENERIC,
    /** A WeCom group robot. */
    WECOM,
    /** A DingTalk robot; signs the time in the address. */
    DINGTALK,
    /** A Feishu robot; signs the time in the body. */
    FEISHU,
    /** A Slack incoming webhook. */
    SLACK
}
