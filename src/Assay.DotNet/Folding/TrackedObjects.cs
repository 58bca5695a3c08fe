namespace Assay.DotNet.Folding;

/// <summary>A <c>ProcessStartInfo</c> under construction within one method.</summary>
internal sealed class ProcessStart
{
    /// <summary>Offset of the first instruction that told something.</summary>
    public int Offset { get; init; }

    /// <summary>False while it is only described: nothing got it yet.</summary>
    public bool Started { get; set; }

    public string? FileName { get; set; }

    /// <summary>Null while unknown; the text otherwise.</summary>
    public string? Arguments { get; set; }

    /// <summary>True when arguments were given that could not be folded.</summary>
    public bool ArgumentsUnknown { get; set; }

    public bool Hidden { get; set; }

    public bool Elevated { get; set; }

    public bool Folded { get; set; }
}
