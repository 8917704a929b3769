package io.github.ms100.cacheasmulti.internal.store;

/** A cache cannot be what the application says it should: it would be looped (B2), or cannot have a local level (L1). */
public final class CacheRefusedException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final String description;

    private final String remedy;

    /**
     * Creates an error.
     *
     * @param description which cache it is about, and what was found, without a full stop
     * @param remedy how to fix it: one or more full sentences
     */
    public CacheRefusedException(String description, String remedy) {
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
