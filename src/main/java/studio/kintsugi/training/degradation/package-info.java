/**
 * What restoration networks learn to undo: seeded random {@link studio.kintsugi.training.degradation.Degradation}s of
 * patches, put together by {@link studio.kintsugi.training.degradation.Degradations} as a recipe spells them.
 *
 * <p>Noise follows the benchmarks of NAFNet (arXiv 2204.04676, section 5.2), reduction those of RepSR (arXiv
 * 2205.05671, section 4.1); reflections are added as ERRNet's training code does (arXiv 1904.00637, section 4.1, after
 * Fan et al., ICCV 2017). Camera shake is a random walk with inertia (Boracchi and Foi, IEEE TIP 2012), and may turn
 * the camera (Whyte et al., IJCV 2012).
 */
package studio.kintsugi.training.degradation;
