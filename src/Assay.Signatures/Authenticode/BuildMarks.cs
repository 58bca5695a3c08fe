namespace Assay.Signatures.Authenticode;

/// <summary>Reads how an image was built (Microsoft PE format, "Debug Directory").</summary>
internal static class BuildMarks
{
    /// <summary>IMAGE_DEBUG_TYPE_REPRO.</summary>
    private const uint Reproducible = 16;

    private const int RowSize = 28;
    private const int TypeOffset = 12;
    private const int MaximumRows = 64;

    /// <summary>True when the compiler says that the same source gives the same bytes: no time in the file tells when it was built.</summary>
    public static bool IsReproducible(PeFile file)
    {
        var (address, size) = file.Directory(PeFile.DebugDirectory);
        var start = file.Offset(address);
        var rows = Math.Min(size / RowSize, MaximumRows);
        for (var i = 0; start > 0 && i < rows; i++)
        {
            if (file.U32(start + (i * RowSize) + TypeOffset) == Reproducible)
            {
                return true;
            }
        }

        return false;
    }
}
