namespace Assay.Cli;

/// <summary>Files that were compiled into the program.</summary>
internal static class EmbeddedText
{
    public static Stream Open(string name) => typeof(EmbeddedText).Assembly.GetManifestResourceStream(name)
        ?? throw new InvalidOperationException($"{name} is missing from the program.");
}
