using System.Globalization;

namespace Assay.Cli;

/// <summary>What <c>assay convert</c> was asked for.</summary>
internal sealed record ConvertRequest
{
    public required IReadOnlyList<string> Inputs { get; init; }
    /// <summary>The format of outputs that name none, and of standard output; null when all name one.</summary>
    public string? Format { get; init; }
    public IReadOnlyList<OutputRequest> Outputs { get; init; } = [];
    public string? Created { get; init; }
    public string? Gallery { get; init; }

    public static bool IsTime(string text) => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _) && text.Length >= "2026-11-27".Length && char.IsAsciiDigit(text[0]);

    public static bool IsAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";
}
