using System.Text.Json;
using Assay.TestInputs;

namespace Assay.Robustness.Tests.Malformed;

/// <summary>The malformed inputs that lie outside the repository, and what their manifest says of them.</summary>
internal sealed record MalformedInputs(string Folder, IReadOnlyList<MalformedCase> Cases, MalformedRules Rules)
{
    /// <summary>Names the folder.</summary>
    public const string Variable = "ASSAY_MALFORMED";

    /// <summary>Reads the manifest; skips the test where no folder is named, fails in continuous integration.</summary>
    public static MalformedInputs Find()
    {
        var folder = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(folder))
        {
            const string Missing = $"{Variable} names no folder of malformed inputs: none of them was scanned.";
            Assert.SkipUnless(Checkout.IsContinuousIntegration, Missing);
            Assert.Fail(Missing);
        }

        var manifest = JsonSerializer.Deserialize<Manifest>(File.ReadAllBytes(Path.Combine(folder, "manifest.json")), Options)!;
        return new MalformedInputs(folder, manifest.Cases, manifest.Rules);
    }

    /// <summary>The bytes of a case.</summary>
    public byte[] Read(MalformedCase malformed) => File.ReadAllBytes(PathOf(malformed));

    /// <summary>The file of a case.</summary>
    public string PathOf(MalformedCase malformed) => Path.Combine(Folder, malformed.File);

    // A key of the manifest that nothing here knows would be a promise that nobody checks.
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
    };

    private sealed record Manifest(int Version, IReadOnlyList<MalformedCase> Cases, MalformedRules Rules);
}

/// <summary>One input.</summary>
/// <param name="Id">Its name.</param>
/// <param name="File">The file, in the folder of the manifest.</param>
/// <param name="Category">What is malformed.</param>
/// <param name="Expectation">The outcome to wish for: <c>error</c>, <c>finding</c> or <c>ok</c>.</param>
/// <param name="Accept">The outcomes to accept.</param>
/// <param name="Note">What it is, in words.</param>
/// <param name="Sha256">Of the file.</param>
/// <param name="Size">Of the file.</param>
/// <param name="Core">Whether it belongs to the smallest set worth running.</param>
internal sealed record MalformedCase(string Id, string File, string Category, string Expectation, IReadOnlyList<string> Accept, string Note, string Sha256, long Size, bool Core)
{
    /// <summary>A file name that must never appear on disk.</summary>
    public string? Canary { get; init; }

    /// <summary>Texts that no page may hold.</summary>
    public IReadOnlyList<string> HtmlMustNotContain { get; init; } = [];

    /// <summary>Texts that a terminal may never be sent.</summary>
    public IReadOnlyList<string> TerminalMustNotContain { get; init; } = [];

    /// <summary>Texts that no line on a terminal may start with.</summary>
    public IReadOnlyList<string> TerminalLinesMustNotStartWith { get; init; } = [];

    /// <summary>Addresses that must not be spoken to.</summary>
    public IReadOnlyList<string> NetworkMustNotTouch { get; init; } = [];

    /// <summary>Whether the case is about the JSON being well-formed, which all cases are checked for.</summary>
    public bool JsonMustParse { get; init; }
}

/// <summary>What holds for all cases.</summary>
/// <param name="Always">In words.</param>
/// <param name="ExitCodes">By outcome, in words.</param>
/// <param name="ForbiddenInOutput">What no output may hold.</param>
/// <param name="MaxRssMib">Memory of the process.</param>
/// <param name="MaxSeconds">Time.</param>
/// <param name="MaxTempMib">Temporary files.</param>
internal sealed record MalformedRules(IReadOnlyList<string> Always, IReadOnlyDictionary<string, JsonElement> ExitCodes, IReadOnlyList<string> ForbiddenInOutput, int MaxRssMib, int MaxSeconds, int MaxTempMib);
