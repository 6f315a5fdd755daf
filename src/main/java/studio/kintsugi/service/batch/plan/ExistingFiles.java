package studio.kintsugi.service.batch.plan;

/** What becomes of a result that is there already. */
public enum ExistingFiles {
    /** It is replaced, but files beside it, as layers, never are. */
    REPLACE,
    /** It is replaced, with the files beside it. */
    OVERWRITE,
    /** It stays, whatever it is, and its picture is passed over. */
    SKIP,
    /** It stays where the journal says that it is what would be made now; otherwise it is made anew. */
    RESUME
}
