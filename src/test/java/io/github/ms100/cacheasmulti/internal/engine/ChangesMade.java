package io.github.ms100.cacheasmulti.internal.engine;

import io.github.ms100.cacheasmulti.internal.change.ChangeFeed;
import io.github.ms100.cacheasmulti.internal.change.ChangeFeed.Change;
import java.util.ArrayList;
import java.util.List;

/** Hears of changes when they have been made. */
record ChangesMade(List<String> told) implements ChangeFeed.Subscriber {

    /** Returns what grows by an item with each change. */
    static List<String> of(ChangeFeed feed) {
        List<String> told = new ArrayList<>();
        feed.subscribe(new ChangesMade(told));
        return told;
    }

    @Override
    public boolean isListening() {
        return true;
    }

    @Override
    public void before(Change change) {}

    @Override
    public boolean hearsAfter() {
        return true;
    }

    @Override
    public void after(Change change) {
        told.add("made");
    }
}
