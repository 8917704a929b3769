package io.github.ms100.cacheasmulti.demo.web;

import io.github.ms100.cacheasmulti.demo.nodes.Node;
import io.github.ms100.cacheasmulti.demo.nodes.NodeLog;
import io.github.ms100.cacheasmulti.demo.nodes.NodeReport;
import io.github.ms100.cacheasmulti.demo.nodes.Nodes;
import java.util.List;
import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lookups and changes on either node; each answer says what was seen there. */
@RestController
@RequestMapping("/api/nodes")
@Profile(Nodes.PROFILE)
class NodesController {

    private final Nodes nodes;

    NodesController(Nodes nodes) {
        this.nodes = nodes;
    }

    @GetMapping
    List<State> states() {
        return nodes.names().stream().map(this::state).toList();
    }

    @GetMapping("/{name}/products")
    NodeReport lookUp(@PathVariable String name, @RequestParam(defaultValue = "") String ids) {
        return node(name).lookUp(IdList.parse(ids));
    }

    @PostMapping("/{name}/products/raise")
    NodeReport raisePrices(@PathVariable String name, @RequestParam(defaultValue = "") String ids) {
        return node(name).raisePrices(IdList.parse(ids));
    }

    @DeleteMapping("/{name}/cache/products")
    NodeReport evict(@PathVariable String name, @RequestParam(defaultValue = "") String ids) {
        return node(name).evict(IdList.parse(ids));
    }

    @DeleteMapping("/{name}/cache")
    NodeReport clear(@PathVariable String name) {
        return node(name).clear();
    }

    @PutMapping("/{name}/cut")
    State cut(@PathVariable String name) {
        node(name).cutSubscription();
        return state(name);
    }

    @DeleteMapping("/{name}/cut")
    State restore(@PathVariable String name) {
        node(name).restoreSubscription();
        return state(name);
    }

    private State state(String name) {
        Node node = node(name);
        return new State(name, nodes.port(name), node.isCut(), node.log());
    }

    private Node node(String name) {
        Node node = nodes.node(name);
        if (node == null) {
            throw new InvalidRequestException("There is no node '%s': there are %s".formatted(name, nodes.names()));
        }
        return node;
    }

    /** A node as it is now, and what it has told and heard. */
    record State(String name, int port, boolean cut, List<NodeLog.Entry> log) {}
}
