package studio.kintsugi.ui.masks;

/** What a drag on the picture makes. */
enum MaskTool { BRUSH, LINEAR, RADIAL }
