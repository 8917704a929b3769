package io.github.ms100.cacheasmulti.internal.method;

/** A batch method that cannot work as declared; found when its bean is created (S25). */
public final class InvalidBatchMethodException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final String description;

    private final String remedy;

    /**
     * Creates an error.
     *
     * @param description who it is about, what was found, and what is allowed, without a full stop
     * @param remedy how to fix it: one or more full sentences
     */
    public InvalidBatchMethodException(String description, String remedy) {
        super(description + ". " + remedy);
        this.description = description;
        this.remedy = remedy;
    }

    /** Returns who it is about, what was found, and what is allowed. */
    public String getDescription() {
        return description;
    }

    /** Returns how to fix it. */
    public String getRemedy() {
        return remedy;
    }
}
