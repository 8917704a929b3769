package io.github.ms100.cacheasmulti.demo.nodes;

import io.github.ms100.cacheasmulti.demo.catalogue.Product;
import io.github.ms100.cacheasmulti.demo.catalogue.ProductRepository;
import io.github.ms100.cacheasmulti.demo.evidence.Evidence;
import io.github.ms100.cacheasmulti.demo.evidence.Witness;
import io.github.ms100.cacheasmulti.demo.nodes.NodeReport.Element;
import io.github.ms100.cacheasmulti.demo.nodes.NodeReport.Origin;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** One of the nodes: calls its repository and reports what was seen. */
@Component
@Profile(Nodes.PROFILE)
public class Node {

    private static final BigDecimal RAISE = new BigDecimal("1.10");

    private final ProductRepository repository;

    private final Witness witness;

    private final RedisReads reads;

    private final NodeLog log;

    private final Subscription subscription;

    Node(ProductRepository repository, Witness witness, RedisReads reads, NodeLog log, Subscription subscription) {
        this.repository = repository;
        this.witness = witness;
        this.reads = reads;
        this.log = log;
        this.subscription = subscription;
    }

    /** Looks the products up in one call, and says of each where it came from. */
    public NodeReport lookUp(List<Long> ids) {
        Map<Long, Product> found = new HashMap<>();
        Seen seen = watch(() -> found.putAll(repository.findByIds(ids)));
        return report("findByIds", ids, seen, seen::origin, found);
    }

    /** Raises the prices that the products have in the database by a tenth, and puts them into the cache. */
    public NodeReport raisePrices(List<Long> ids) {
        Map<Long, BigDecimal> now = repository.currentPrices(ids);
        Map<Long, Product> saved = new HashMap<>();
        Seen seen = watch(() -> {
            List<Product> raised = repository.findByIds(ids).values().stream()
                    .filter(product -> now.containsKey(product.id()))
                    .map(product -> product.withPrice(raised(now.get(product.id()))))
                    .toList();
            repository.saveAll(raised).forEach(product -> saved.put(product.id(), product));
        });
        return report("saveAll", ids, seen, id -> saved.containsKey(id) ? Origin.PUT : seen.origin(id), saved);
    }

    private static BigDecimal raised(BigDecimal price) {
        return price.multiply(RAISE).setScale(2, RoundingMode.HALF_UP);
    }

    /** Evicts the products. */
    public NodeReport evict(List<Long> ids) {
        return report("forget", ids, watch(() -> repository.forget(ids)), id -> Origin.EVICTED, Map.of());
    }

    /** Empties the cache of products. */
    public NodeReport clear() {
        return report("forgetAll", List.of(), watch(repository::forgetAll), id -> Origin.EVICTED, Map.of());
    }

    /** Loses what Redis sends to this node's subscription, until it is restored. */
    public void cutSubscription() {
        subscription.cut();
        log.add(NodeLog.Kind.CUT, "you have cut the subscription");
    }

    /** Lets the node notice that its subscription is gone, so that it subscribes anew. */
    public void restoreSubscription() {
        subscription.restore();
        log.add(NodeLog.Kind.RESTORED, "you have restored the subscription: the node subscribes anew");
    }

    /** Returns whether what Redis sends to the subscription is lost. */
    public boolean isCut() {
        return subscription.isCut();
    }

    /** Returns what was told and heard, the newest first. */
    public List<NodeLog.Entry> log() {
        return log.entries();
    }

    private Seen watch(Runnable call) {
        AtomicReference<@Nullable Evidence> evidence = new AtomicReference<>();
        Set<Long> asked = new TreeSet<>();
        boolean copiesAsked =
                log.wereCopiesAsked(() -> asked.addAll(reads.record(() -> evidence.set(witness.watch(call)))));
        Set<Long> loaded = new TreeSet<>();
        Evidence seen = evidence.get();
        if (seen != null) {
            seen.idsRead().forEach(id -> loaded.add((Long) id));
        }
        return new Seen(copiesAsked, asked, loaded);
    }

    private NodeReport report(
            String method,
            Collection<Long> ids,
            Seen seen,
            Function<Long, Origin> origin,
            Map<Long, Product> products) {
        Map<Long, BigDecimal> now = ids.isEmpty() ? Map.of() : repository.currentPrices(ids);
        List<Element> elements = new ArrayList<>();
        ids.forEach(id -> elements.add(new Element(id, origin.apply(id), products.get(id), now.get(id))));
        String call =
                ids.isEmpty() ? method + "()" : "%s(%d id%s)".formatted(method, ids.size(), ids.size() == 1 ? "" : "s");
        return new NodeReport(call, elements, seen.copiesAsked(), seen.askedOfRedis(), seen.askedOfDatabase());
    }

    private record Seen(boolean copiesAsked, Set<Long> askedOfRedis, Set<Long> askedOfDatabase) {

        Origin origin(Long id) {
            if (askedOfDatabase.contains(id)) {
                return Origin.DATABASE;
            }
            return askedOfRedis.contains(id) ? Origin.REDIS : Origin.COPY;
        }
    }
}
