package dev.tidemark;

/** What {@code java -jar tidemark-sandbox.jar} runs: Tidemark with the profile {@code sandbox}, unless profiles are named. */
final class SandboxApplication {
    private SandboxApplication() {
    }

    public static void main(String[] args) {
        System.setProperty("spring.profiles.default", SandboxPresence.PROFILE);
        TidemarkApplication.main(args);
    }
}
