namespace Assay.Community;

/// <summary>Says whose work the sources are, as their licences ask.</summary>
public static class Attributions
{
    /// <summary>Gives the sentence for a source of an advisory database; null where none is needed.</summary>
    public static string? Of(string source) => source switch
    {
        "github" => "GitHub Advisory Database (https://github.com/advisories), CC-BY-4.0.",
        "dotnet" => ".NET Foundation and Contributors (https://github.com/dotnet/core), MIT.",
        "malicious-packages" => "OpenSSF malicious packages (https://github.com/ossf/malicious-packages), Apache-2.0.",
        "epss" => "Exploit Prediction Scoring System, FIRST (https://www.first.org/epss).",
        _ => null,
    };
}
