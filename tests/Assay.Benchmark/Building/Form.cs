namespace Assay.Benchmark.Building;

/// <summary>The forms in which each case is built.</summary>
internal enum Form
{
    /// <summary>As the technique is usually written.</summary>
    Plain,
    /// <summary>The same interfaces without the chain, or with a justified target.</summary>
    Twin,
    /// <summary>Own identifiers and file names have other names.</summary>
    Renamed,
    /// <summary>Texts are put together in other ways.</summary>
    Strings,
    /// <summary>Other interfaces for the same purpose.</summary>
    Api,
}
