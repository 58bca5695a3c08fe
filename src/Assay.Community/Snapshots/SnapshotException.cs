namespace Assay.Community;

/// <summary>Says for a person why there is no community snapshot.</summary>
public sealed class SnapshotException : Exception
{
    /// <summary>Creates the exception with a message for a person.</summary>
    public SnapshotException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message for a person and its cause.</summary>
    public SnapshotException(string message, Exception cause)
        : base(message, cause)
    {
    }

    /// <summary>Says what a snapshot contradicts itself in.</summary>
    internal static SnapshotException Broken(string defect) => new($"The community snapshot is broken: {defect}.");
}
