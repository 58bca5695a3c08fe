using Assay.Text.Scripts;

namespace Assay.Text.JavaScript;

/// <summary>What is known of a value.</summary>
/// <param name="Text">Its text, unknown parts in it; numbers in decimal digits.</param>
/// <param name="Items">Elements of an array.</param>
/// <param name="Name">The module, member or COM class that it is.</param>
/// <param name="IsDecoded">True when codes or base-64 took part.</param>
internal sealed record JsValue(string? Text, IReadOnlyList<JsValue>? Items = null, string? Name = null, bool IsDecoded = false)
{
    /// <summary>Marks the name of a COM class.</summary>
    public const string Com = "com:";

    /// <summary>Nothing is known.</summary>
    public static JsValue Unknown { get; } = new((string?)null);

    /// <summary>The text; the mark for unknown parts where nothing is known.</summary>
    public string Partial => Text ?? PartialText.UnknownText;

    /// <summary>True when the whole text is known.</summary>
    public bool IsConstant => Text is not null && PartialText.IsKnown(Text);
}
