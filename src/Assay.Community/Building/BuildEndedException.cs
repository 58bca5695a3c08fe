namespace Assay.Community;

/// <summary>Says for a person why a build ended before all was read; what was read is kept.</summary>
public sealed class BuildEndedException(string message) : Exception(message);
