namespace Assay.PowerShell.Folding;

/// <summary>A type as a value.</summary>
/// <param name="FullName">Full name in the framework's spelling where it is known: <c>System.Net.WebClient</c>.</param>
public sealed record FoldedType(string FullName);

/// <summary>A script block as a value.</summary>
/// <param name="Script">The text that it stands in; for a block made of a text, that text.</param>
/// <param name="Block">The block.</param>
/// <param name="Source">The text that it was made of at run time; unknown for a block of the script.</param>
public sealed record FoldedBlock(PowerShellScript Script, ScriptBlockAst Block, FoldedValue Source)
{
    /// <summary>True when it was made of a text at run time.</summary>
    public bool IsFromText => Source.IsConstant;

    /// <summary>The text between its braces.</summary>
    public string Text
    {
        get
        {
            var text = Script.TextOf(Block);
            return !IsFromText && text.Length >= 2 && text[0] == '{' && text[^1] == '}' ? text[1..^1].ToString() : text.ToString();
        }
    }
}

/// <summary>A command as a value: what <c>Get-Command</c> and <c>Get-Alias</c> give.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Definition">The command behind an alias; the name itself otherwise.</param>
/// <param name="Kind"><c>Alias</c>, <c>Cmdlet</c> or <c>Function</c>.</param>
public sealed record FoldedCommand(string Name, string Definition, string Kind);

/// <summary>A constant of an enumeration.</summary>
/// <param name="TypeName">Full name of the enumeration.</param>
/// <param name="Name">Name of the constant.</param>
/// <param name="Value">Its number.</param>
public sealed record FoldedEnumeration(string TypeName, string Name, int Value);

/// <summary>An array element that is not known.</summary>
internal sealed class UnknownElement(string? typeName)
{
    public static readonly UnknownElement Any = new(null);

    public string? TypeName { get; } = typeName;
}

/// <summary>A method without its arguments: <c>'abc'.Substring</c>.</summary>
internal sealed record MethodReference(object? Target, string Name, Techniques Techniques);

/// <summary>What <c>.PSObject</c> gives, and its collections.</summary>
internal sealed record ObjectMembers(object? Target, string? Collection);

/// <summary><c>$ExecutionContext</c> and <c>$ExecutionContext.InvokeCommand</c>.</summary>
internal sealed record EngineObject(string TypeName);

/// <summary>A variable as a value: what <c>Get-Variable</c> and the drive <c>Variable:</c> give.</summary>
internal sealed record VariableObject(string Name, string Path);

/// <summary>A match of a regular expression, or one of its groups.</summary>
internal sealed record MatchObject(string Value, int Index, bool Success, IReadOnlyList<MatchObject> Groups, IReadOnlyList<string> GroupNames);

/// <summary>A text that <c>SecureString</c> hides.</summary>
internal sealed record SecureText(string Text);

/// <summary>A regular expression as a value.</summary>
internal sealed record PatternObject(string Pattern, System.Text.RegularExpressions.RegexOptions Options);

/// <summary>A <c>StringBuilder</c>.</summary>
internal sealed class TextBuilder
{
    private string? _text;

    /// <summary>The text to change; <see cref="Changed"/> follows.</summary>
    public System.Text.StringBuilder Builder { get; } = new();

    public int Length => Builder.Length;

    /// <summary>The text as it is: made once, however many places ask for what they share.</summary>
    public string Text => _text ??= Builder.ToString();

    public Techniques Techniques { get; set; }

    public TextBuilder Copy()
    {
        var copy = new TextBuilder { Techniques = Techniques };
        copy.Builder.Append(Builder);
        return copy;
    }

    /// <summary>Says that the text is another one.</summary>
    public void Changed() => _text = null;
}

/// <summary>A stream over bytes in memory.</summary>
internal sealed class ByteStream(string typeName, byte[] bytes)
{
    public string TypeName { get; } = typeName;

    public byte[] Bytes { get; set; } = bytes;

    public int Length { get; set; } = bytes.Length;

    public int Position { get; set; }

    public ReadOnlySpan<byte> Rest => Bytes.AsSpan(Position, Length - Position);
}

/// <summary>A reader of text.</summary>
internal sealed class TextSource(string typeName, string text)
{
    public string TypeName { get; } = typeName;

    public string Text { get; } = text;

    public int Position { get; set; }
}
