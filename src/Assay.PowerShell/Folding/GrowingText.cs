using System.Text;

namespace Assay.PowerShell.Folding;

/// <summary>A text that <c>+=</c> makes longer and longer: a view of a shared builder, so that appending does not copy what is there.</summary>
internal sealed class GrowingText
{
    private const int Least = 128;

    private readonly StringBuilder _builder;
    private readonly int _length;
    private string? _text;

    private GrowingText(StringBuilder builder)
    {
        _builder = builder;
        _length = builder.Length;
    }

    public string Text => _text ??= _builder.ToString(0, _length);

    /// <summary>The content with a text behind it; null where plain concatenation is as good.</summary>
    public static GrowingText? Append(object? content, string text, Workspace work)
    {
        var length = content is GrowingText growing ? growing._length : content is string { Length: >= Least } plain ? plain.Length : -1;
        if (length < 0 || length + (long)text.Length > work.Spending.Budget.ValueLength || !work.Fits(text.Length))
        {
            return null;
        }

        var builder = content is GrowingText { } view && view._builder.Length == view._length ? view._builder : new StringBuilder(TextOf(content));
        return new GrowingText(builder.Append(text));
    }

    public static string TextOf(object? content) => content is GrowingText growing ? growing.Text : (string)content!;
}
