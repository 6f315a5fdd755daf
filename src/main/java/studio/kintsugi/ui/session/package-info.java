/**
 * Unsaved work on open pictures survives the end of the program: {@link studio.kintsugi.ui.session.Journal} keeps it on
 * the disk as it comes, {@link studio.kintsugi.ui.session.Recovery} offers at the next start what was left.
 */
package studio.kintsugi.ui.session;
