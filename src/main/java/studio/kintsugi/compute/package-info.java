/**
 * PyTorch in this process: {@link studio.kintsugi.compute.NativeRuntime} unpacks and loads its native libraries,
 * {@link studio.kintsugi.compute.ComputeDevice} decides between GPU and processor and opens memory there,
 * {@link studio.kintsugi.compute.ProcessorThreads} says how many threads they take,
 * {@link studio.kintsugi.compute.ThreadShare} divides these among networks that run at once,
 * {@link studio.kintsugi.compute.NativeMemory} says when freed memory goes back to the system, and
 * {@link studio.kintsugi.compute.Autocast} computes in bfloat16. Everything that runs a
 * network is handed a {@code ComputeDevice}; nothing else chooses one.
 */
package studio.kintsugi.compute;
