namespace Assay.Community;

/// <summary>The snapshot that is part of the program.</summary>
public static class EmbeddedSnapshot
{
    /// <summary>Reads the snapshot <c>nuget-sample</c>.</summary>
    public static CommunitySnapshot Load()
    {
        using var stream = typeof(EmbeddedSnapshot).Assembly.GetManifestResourceStream("nuget-sample.json")
            ?? throw new InvalidOperationException("The community snapshot is missing from the program.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return SnapshotJson.Read(bytes);
    }
}
