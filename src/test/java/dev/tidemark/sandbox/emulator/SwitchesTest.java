package dev.tidemark.sandbox.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.sandbox.emulator.action.ApiVersion;
import dev.tidemark.sandbox.emulator.action.Readings;
import dev.tidemark.sandbox.emulator.control.FaultSwitch;
import dev.tidemark.sandbox.emulator.control.Faults;
import dev.tidemark.sandbox.emulator.control.LoggedRequest;
import dev.tidemark.sandbox.emulator.control.RequestLog;
import dev.tidemark.sandbox.emulator.control.RequestLogSwitch;
import dev.tidemark.sandbox.emulator.control.SandboxSwitch;
import dev.tidemark.sandbox.emulator.control.SettingsSwitch;
import dev.tidemark.sandbox.emulator.http.Handler;
import dev.tidemark.sandbox.emulator.http.ReceivedRequest;
import dev.tidemark.sandbox.emulator.http.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class SwitchesTest {
    private static final String ALL_ACTIONS = "[DescribeGroup, ModifyGroupOffsets]";

    private final Faults faults = new Faults();
    private final RequestLog log = new RequestLog(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    private final Handler faultSwitch = new SandboxSwitch(
            new FaultSwitch(faults, Set.of("ModifyGroupOffsets", "DescribeGroup")));
    private final Readings readings = new Readings();
    private final Handler settings = new SandboxSwitch(new SettingsSwitch(readings));
    private final Handler requests = new SandboxSwitch(new RequestLogSwitch(log));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{'kind':'delay','times':1,'millis':1}                          | action: is missing",
        "{'action':' ','kind':'http-500','times':1}                     | action: must be a text that is not blank",
        "{'action':7,'kind':'http-500','times':1}                       | action: must be a text that is not blank",
        "{'action':'Modify','kind':'http-500','times':1}                | action: Modify is neither * nor one of "
                + ALL_ACTIONS,
        "{'action':'*','times':1}                                       | kind: is missing",
        "{'action':'*','kind':'HTTP-500','times':1}                     | kind: HTTP-500 is not one of [code, delay, "
                + "http-500, http-503, empty-body, drop-before, drop-after, null-lag, return-code, task, partition-error]",
        "{'action':'DescribeGroup','kind':'return-code','times':1}      | kind: return-code is for writes, "
                + "DescribeGroup is a read",
        "{'action':'*','kind':'http-500'}                               | times: is missing",
        "{'action':'*','kind':'http-500','times':0}                     | times: must be an integer from 1 to 1000000",
        "{'action':'*','kind':'http-500','times':1.5}                   | times: must be an integer from 1 to 1000000",
        "{'action':'*','kind':'http-500','times':'1'}                   | times: must be an integer from 1 to 1000000",
        "{'action':'*','kind':'http-500','times':99999999999}           | times: must be an integer from 1 to 1000000",
        "{'action':'*','kind':'code','times':1}                         | code: is missing",
        "{'action':'*','kind':'code','times':1,'code':null}             | code: is missing",
        "{'action':'*','kind':'code','times':1,'code':5}                | code: must be a text that is not blank",
        "{'action':'*','kind':'delay','times':1}                        | millis: is missing",
        "{'action':'*','kind':'delay','times':1,'millis':0}             | millis: must be an integer from 1 to 600000",
        "{'action':'*','kind':'delay','times':1,'millis':600001}        | millis: must be an integer from 1 to 600000",
        "{'action':'*','kind':'http-500','time':1}                      | time: is not one of [action, kind, times, "
                + "code, millis, topic, partition]",
        "{'action':'DescribeGroup','kind':'task','times':1,'millis':1}  | kind: task is for [ModifyGroupOffsets, "
                + "BatchModifyGroupOffsets] alone, not for DescribeGroup",
        "{'action':'*','kind':'task','times':1}                         | millis: is missing",
        "{'action':'*','kind':'task','times':1,'millis':600001}         | millis: must be an integer from 1 to 600000",
        "{'action':'*','kind':'task','times':1,'millis':1,'code':''}    | code: must be a text that is not blank",
        "{'action':'*','kind':'task','times':1,'millis':1,'topic':'t'}  | topic: is for partition-error alone, not for "
                + "task",
        "{'action':'*','kind':'http-500','times':1,'partition':0}       | partition: is for partition-error alone, not "
                + "for http-500",
        "{'action':'ModifyGroupOffsets','kind':'partition-error','times':1,'code':'3'} | kind: partition-error is for "
                + "[DescribeGroupOffsets, GetGroupOffsets, SetGroupOffset, SetGroupOffsets] alone, not for "
                + "ModifyGroupOffsets",
        "{'action':'*','kind':'partition-error','times':1}              | code: is missing",
        "{'action':'*','kind':'partition-error','times':1,'code':'0'}   | code: must be an integer from -1 to 32767 as "
                + "text, and not 0",
        "{'action':'*','kind':'partition-error','times':1,'code':'UNKNOWN'} | code: must be an integer from -1 to "
                + "32767 as text, and not 0",
        "{'action':'*','kind':'partition-error','times':1,'code':'40000'} | code: must be an integer from -1 to 32767 "
                + "as text, and not 0",
        "{'action':'*','kind':'partition-error','times':1,'code':'3','topic':7} | topic: must be a text that is not "
                + "blank",
        "{'action':'*','kind':'partition-error','times':1,'code':'3','partition':-1} | partition: must be an integer "
                + "from 0 to 2147483647",
        "[]                                                             | the body is not a JSON object",
        "{'action'                                                      | the body is not JSON"})
    void refusesAFaultThatCouldNeverTakeEffect(String body, String message) {
        Reply.Answer answer = ask(faultSwitch, "POST", "", body.replace('\'', '"'), "127.0.0.1");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(new JsonMapper().readTree(answer.json()).path("error").stringValue()).isEqualTo(message);
        assertThat(faults.armed()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.168.1.7", "fe80::1", "not an address"})
    void refusesRequestsFromAnotherHost(String caller) {
        Reply.Answer answer = ask(faultSwitch, "DELETE", "", "", caller);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json()).contains("\"error\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.9", "::1", "0:0:0:0:0:0:0:1"})
    void obeysItsOwnHost(String caller) {
        assertThat(ask(faultSwitch, "GET", "", "", caller).status()).isEqualTo(200);
    }

    @Test
    void answers405ToOtherMethods() {
        assertThat(ask(faultSwitch, "PUT", "", "", "127.0.0.1").status()).isEqualTo(405);
        assertThat(ask(requests, "DELETE", "", "", "127.0.0.1").status()).isEqualTo(405);
        assertThat(ask(settings, "DELETE", "", "", "127.0.0.1").status()).isEqualTo(405);
    }

    @Test
    void listsWhatAFaultIsArmedWith() {
        arm("{'action':'*','kind':'task','times':2,'millis':180000,'code':'no reason'}");
        arm("{'action':'*','kind':'partition-error','times':1,'code':'0016','topic':'orders','partition':2}");

        assertThat(ask(faultSwitch, "GET", "", "", "127.0.0.1").json()).isEqualTo("["
                + "{\"action\":\"*\",\"kind\":\"task\",\"times\":2,\"code\":\"no reason\",\"millis\":180000},"
                + "{\"action\":\"*\",\"kind\":\"partition-error\",\"times\":1,\"code\":\"16\",\"topic\":\"orders\","
                + "\"partition\":2}]");
    }

    private void arm(String fault) {
        assertThat(ask(faultSwitch, "POST", "", fault.replace('\'', '"'), "127.0.0.1").status()).isEqualTo(200);
    }

    @Test
    void readsTheDocumentsAsTheNewerOnesSayUntilItIsSwitched() {
        assertThat(ask(settings, "GET", "", "", "127.0.0.1").json())
                .isEqualTo("{\"topicsOmitted\":\"refused\",\"fetchPartition\":\"optional\"}");

        assertThat(ask(settings, "PUT", "", "{\"topicsOmitted\":\"all\"}", "127.0.0.1").json())
                .isEqualTo("{\"topicsOmitted\":\"all\",\"fetchPartition\":\"optional\"}");
        assertThat(ask(settings, "POST", "", "{\"fetchPartition\":\"required\"}", "127.0.0.1").json())
                .isEqualTo("{\"topicsOmitted\":\"all\",\"fetchPartition\":\"required\"}");
        assertThat(readings.topicsOmitted()).isEqualTo(Readings.TopicsOmitted.ALL);
        assertThat(readings.fetchPartition()).isEqualTo(Readings.FetchPartition.REQUIRED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{'topicsOmitted':'all','fetchPartition':'maybe'} | fetchPartition: maybe is not one of [optional, required]",
        "{'topicsOmitted':'ALL'}                          | topicsOmitted: ALL is not one of [refused, all]",
        "{'topicsOmitted':true}                           | topicsOmitted: must be a text that is not blank",
        "{'topics':'all'}                                 | topics: is not one of [topicsOmitted, fetchPartition]",
        "all                                              | the body is not JSON"})
    void refusesAReadingThatDoesNotExistAndChangesNothing(String body, String message) {
        Reply.Answer answer = ask(settings, "PUT", "", body.replace('\'', '"'), "127.0.0.1");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(new JsonMapper().readTree(answer.json()).path("error").stringValue()).isEqualTo(message);
        assertThat(readings.topicsOmitted()).isEqualTo(Readings.TopicsOmitted.REFUSED);
    }

    @Test
    void letsOnlyItsOwnHostSwitchReadings() {
        assertThat(ask(settings, "PUT", "", "{\"topicsOmitted\":\"all\"}", "192.168.1.7").status()).isEqualTo(403);
        assertThat(readings.topicsOmitted()).isEqualTo(Readings.TopicsOmitted.REFUSED);
    }

    @Test
    void listsTheNewestRequestsFirst() {
        received("DescribeGroup", "{\"Offset\":1}").settle("ok");
        received("ModifyGroupOffsets", "{\"Offset\":2}").settle("drop-after");
        received("DescribeGroup", "{\"Offset\":3}");

        assertThat(list("")).isEqualTo("["
                + "{\"at\":\"1970-01-01T00:00:00Z\",\"action\":\"DescribeGroup\",\"api\":\"v3\",\"outcome\":\"pending\","
                + "\"requestId\":\"id\",\"body\":{\"Offset\":3}},"
                + "{\"at\":\"1970-01-01T00:00:00Z\",\"action\":\"ModifyGroupOffsets\",\"api\":\"v3\","
                + "\"outcome\":\"drop-after\",\"requestId\":\"id\",\"body\":{\"Offset\":2}},"
                + "{\"at\":\"1970-01-01T00:00:00Z\",\"action\":\"DescribeGroup\",\"api\":\"v3\",\"outcome\":\"ok\","
                + "\"requestId\":\"id\",\"body\":{\"Offset\":1}}]");
        assertThat(list("action=DescribeGroup&limit=1")).contains("\"Offset\":3").doesNotContain("\"Offset\":1");
        assertThat(list("action=&limit=")).isEqualTo(list(""));
        assertThat(list("action=ListGroup")).isEqualTo("[]");
    }

    @ParameterizedTest
    @CsvSource({"limit=0, limit: must be an integer from 1 to 10000",
        "limit=10001, limit: must be an integer from 1 to 10000",
        "limit=x, limit: must be an integer from 1 to 10000", "acton=x, 'acton: is not one of [action, limit]'"})
    void refusesAQuestionThatItCannotAnswer(String query, String message) {
        Reply.Answer answer = ask(requests, "GET", query, "", "127.0.0.1");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json()).isEqualTo("{\"error\":\"" + message + "\"}");
    }

    @Test
    void forgetsTheOldestRequests() {
        for (int number = 0; number <= RequestLog.MAX_REQUESTS; number++) {
            received("DescribeGroup", "{\"Offset\":" + number + "}");
        }

        assertThat(log.newest(any -> true, Integer.MAX_VALUE)).hasSize(RequestLog.MAX_REQUESTS)
                .last().extracting(LoggedRequest::body).isEqualTo("{\"Offset\":1}");
    }

    @Test
    void forgetsTheOldestRequestsThatHoldTooMuchText() {
        String tenMillion = "{\"Group\":\"" + "x".repeat(10_000_000) + "\"}";
        for (int number = 0; number < 5; number++) {
            received("DescribeGroup", tenMillion);
        }

        assertThat(log.newest(any -> true, 10)).hasSize(3);
    }

    @Test
    void logsNoSecretThatAClientPutsAmongTheParameters() {
        received("DescribeGroup", "{\"Group\":\"g\",\"SecretId\":\"a\",\"Token\":\"b\",\"Signature\":\"c\","
                + "\"Authorization\":\"d\",\"SecretKey\":\"e\"}");

        assertThat(log.newest(any -> true, 1).getFirst().body()).isEqualTo("{\"Group\":\"g\"}");
    }

    private LoggedRequest received(String action, String body) {
        return log.received(ApiVersion.V3, action, "id", (ObjectNode) new JsonMapper().readTree(body));
    }

    private String list(String query) {
        return ask(requests, "GET", query, "", "127.0.0.1").json();
    }

    private static Reply.Answer ask(Handler handler, String method, String query, String body, String caller) {
        return (Reply.Answer) handler.handle(new ReceivedRequest(method, "/_sandbox/any", query, Map.of(),
                body.getBytes(StandardCharsets.UTF_8), false, caller));
    }
}
