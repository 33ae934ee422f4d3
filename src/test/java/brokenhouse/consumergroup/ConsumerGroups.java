package brokenhouse.consumergroup;

/** A port. */
public interface ConsumerGroups {
    String list();
}
