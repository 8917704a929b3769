package io.github.ms100.cacheasmulti.internal.store;

/** A batch would handle its keys one by one, and the application has said that none must (B2). */
public final class LoopRefusedException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final String description;

    private final String remedy;

    /**
     * Creates an error.
     *
     * @param description which cache it is about, and what was found, without a full stop
     * @param remedy how to fix it: one or more full sentences
     */
    LoopRefusedException(String description, String remedy) {
        super(description + ". " + remedy);
        this.description = description;
        this.remedy = remedy;
    }

    /** Returns which cache it is about, and what was found. */
    public String getDescription() {
        return description;
    }

    /** Returns how to fix it. */
    public String getRemedy() {
        return remedy;
    }
}
