package studio.kintsugi.ui.tools;

/**
 * A tool that needs nothing but a model.
 *
 * @param id as in {@link Tool}
 * @param icon as in {@link Tool}
 */
record Restoration(String id, String icon) implements Tool {}
