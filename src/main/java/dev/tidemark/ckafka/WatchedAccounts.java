package dev.tidemark.ckafka;

import dev.tidemark.ckafka.account.CkafkaProperties.Account;
import dev.tidemark.ckafka.account.Credentials;
import java.util.List;
import java.util.Map;

/** Every account that is watched, and the keys of each by its name. */
record WatchedAccounts(List<Account> accounts, Map<String, Credentials> credentials) {
    WatchedAccounts {
        accounts = List.copyOf(accounts);
        credentials = Map.copyOf(credentials);
    }
}
