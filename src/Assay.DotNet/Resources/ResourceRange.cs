using System.Reflection.PortableExecutable;

namespace Assay.DotNet.Resources;

/// <summary>Says where the embedded resources of an assembly lie in its file.</summary>
public static class ResourceRange
{
    /// <summary>Gives offset and length of all resources together; an empty range when there are none or the headers cannot be read.</summary>
    public static unsafe (int Offset, int Length) Of(ReadOnlySpan<byte> image)
    {
        try
        {
            fixed (byte* start = image)
            {
                using var pe = new PEReader(start, image.Length);
                if (pe.PEHeaders.CorHeader?.ResourcesDirectory is not { Size: > 0 } directory || !pe.PEHeaders.TryGetDirectoryOffset(directory, out var offset) || offset < 0 || offset >= image.Length)
                {
                    return (0, 0);
                }

                return (offset, Math.Min(directory.Size, image.Length - offset));
            }
        }
        catch (Exception exception) when (AssemblyAnalyzer.IsMalformed(exception))
        {
            return (0, 0);
        }
    }
}
