import client.ApiClient;
import client.ApiException;
import client.api.ConsumerGroupsApi;
import client.api.OffsetResetsApi;
import client.model.GroupPartition;
import client.model.PreviewInput;
import client.model.PreviewScopeInput;
import client.model.Reset;
import client.model.ResetDecisionInput;
import client.model.ResetPreview;
import client.model.ResetRequestInput;
import client.model.TargetInput;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.BiFunction;

/**
 * What a program does with a generated client: preview, request, approval, execution. Takes the address of a Tidemark and the
 * name of a group, and tells what it saw on its way.
 */
public final class ResetWalk implements BiFunction<String, String, List<String>> {
    private static final String INSTANCE = "ckafka-resets";

    @Override
    public List<String> apply(String root, String group) {
        try {
            return walk(root, group);
        } catch (ApiException refusal) {
            throw new IllegalStateException(refusal.getCode() + " " + refusal.getResponseBody(), refusal);
        }
    }

    private static List<String> walk(String root, String group) throws ApiException {
        OffsetResetsApi operator = new OffsetResetsApi(as("operator", root));
        OffsetResetsApi approver = new OffsetResetsApi(as("approver", root));
        List<String> seen = new ArrayList<>();

        ResetPreview preview = operator.previewReset(INSTANCE, new PreviewInput().group(group)
                .addScopeItem(new PreviewScopeInput().topic(group + "-topic"))
                .target(new TargetInput().type(TargetInput.TypeEnum.SHIFT_BY).by(-10L)), null);
        seen.add(preview.getMode() + " " + preview.getTotals().getReplayed() + " undoes " + preview.getUndoes());

        Reset asked = operator.requestReset(new ResetRequestInput().previewId(preview.getPreviewId())
                .confirmGroup(group).reason("a generated client"));
        seen.add(asked.getStatus() + " " + asked.getExecution());
        try {
            operator.approveReset(asked.getId(), new ResetDecisionInput().comment("my own"));
        } catch (ApiException refusal) {
            seen.add(refusal.getCode() + " " + refusal.getResponseBody().contains("urn:tidemark:problem:access-denied"));
        }
        seen.add(approver.approveReset(asked.getId(), new ResetDecisionInput()).getStatus());
        Reset done = operator.executeReset(asked.getId());
        done.getOutcome().getTopics().getFirst().getPartitions()
                .forEach(receipt -> seen.add(receipt.getBefore() + " to " + receipt.getAfter() + " " + receipt.getResult()));

        seen.add(done.getStatus() + " " + operator.listResets("APPLIED", INSTANCE, group, null, null, null).getTotal());
        for (GroupPartition partition : new ConsumerGroupsApi(as("viewer", root))
                .listOffsets(INSTANCE, group, null, null, null, null).getTopics().getFirst().getPartitions()) {
            seen.add(partition.getCommittedOffset() + " lag " + partition.getLag() + " error " + partition.getError());
        }
        return seen;
    }

    private static ApiClient as(String person, String root) {
        String login = Base64.getEncoder().encodeToString((person + ":secret").getBytes(StandardCharsets.UTF_8));
        ApiClient client = new ApiClient();
        client.updateBaseUri(root);
        client.setRequestInterceptor(request -> request.header("Authorization", "Basic " + login));
        return client;
    }
}
