package studio.kintsugi.service.session;

/**
 * Unsaved work that a program left which is gone.
 *
 * @param kept its folder, which stays until it is deleted or saved
 * @param state what it is
 */
public record LeftWork(KeptWork kept, WorkState state) {}
