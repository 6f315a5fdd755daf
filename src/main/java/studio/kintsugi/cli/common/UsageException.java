package studio.kintsugi.cli.common;

import studio.kintsugi.KintsugiException;

/**
 * An option was given a value that it does not take; the command ends with status 2, as for options it does not know.
 */
public final class UsageException extends KintsugiException {
    private static final long serialVersionUID = 1L;

    /**
     * @param sentence which option it is and what it takes
     */
    public UsageException(String sentence) {
        super(sentence);
    }
}
