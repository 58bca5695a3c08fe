namespace Assay.Model;

/// <summary>A line of a source file as the compiler wrote it down: the path may be of another machine.</summary>
public sealed record SourceLocation(string File, int Line);

/// <summary>Finds the source line of a fact.</summary>
public interface ISourceLocations
{
    /// <summary>Gives the line; null when no symbols tell it.</summary>
    /// <param name="file">Index of the file in <see cref="PackageFacts.Files"/>.</param>
    /// <param name="record">A fact of it.</param>
    SourceLocation? Of(int file, in FactRecord record);
}
