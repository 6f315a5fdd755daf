package studio.kintsugi.ui.tools;

/**
 * A tool that needs nothing but a model.
 *
 * @param id as in {@link Tool}
 * @param title as in {@link Tool}
 * @param icon as in {@link Tool}
 * @param summary as in {@link Tool}
 */
record Restoration(String id, String title, String icon, String summary) implements Tool {}
