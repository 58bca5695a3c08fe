using Assay.Text.Scripts;

namespace Assay.Text.VBScript;

/// <summary>What is known of a value.</summary>
/// <param name="Text">Its text, unknown parts in it.</param>
/// <param name="Object">Id of the COM class that it is an object of.</param>
/// <param name="Items">Elements of an array.</param>
/// <param name="IsDecoded">True when character codes, reversal or replacement took part.</param>
/// <param name="IsFolded">True when it was put together.</param>
internal sealed record VbsValue(string? Text, string? Object = null, IReadOnlyList<VbsValue>? Items = null, bool IsDecoded = false, bool IsFolded = false)
{
    // What an element costs beside its letters.
    private const int ElementSize = 16;

    /// <summary>Nothing is known.</summary>
    public static VbsValue Unknown { get; } = new((string?)null);

    /// <summary>The text; the mark for unknown parts where nothing is known.</summary>
    public string Partial => Text ?? PartialText.UnknownText;

    /// <summary>The work that a use of it takes, in characters.</summary>
    public long Size => (Text?.Length ?? 0) + ((long)ElementSize * (Items?.Count ?? 0));

    /// <summary>True when the whole text is known.</summary>
    public bool IsConstant => Text is not null && PartialText.IsKnown(Text);

    /// <summary>The number that it is; null when it is none.</summary>
    public int? Number => Text is { Length: > 0 and < 12 } && int.TryParse(Text, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;
}
