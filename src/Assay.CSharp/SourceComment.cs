namespace Assay.CSharp;

/// <summary>A comment of the source with its place, line and column from 1.</summary>
public sealed record SourceComment(string Text, int Line, int Column);
