using Assay.Model;

namespace Assay.PowerShell.Folding;

/// <summary>What is known about the value of an expression: nothing, its type, several possible values, or the value itself.</summary>
public readonly struct FoldedValue
{
    private const int MaximumAlternatives = 8;

    private readonly object? _content;
    private readonly Techniques _techniques;
    private readonly State _state;

    private FoldedValue(State state, object? content, Techniques techniques)
    {
        _state = state;
        _content = content;
        _techniques = techniques;
    }

    private enum State : byte
    {
        Unknown,
        Typed,
        Alternatives,
        Constant,
        Saturated,
    }

    /// <summary>Nothing is known.</summary>
    public static FoldedValue Unknown => default;

    /// <summary>True when the value is known.</summary>
    public bool IsConstant => _state == State.Constant;

    /// <summary>The value where it is known; null stands for <c>$null</c> as well.</summary>
    public object? Content => _state == State.Constant ? _content switch { GrowingText growing => growing.Text, NumberRange range => range.Items, _ => _content } : null;

    /// <summary>The full name of the value's .NET type, where that much is known.</summary>
    public string? TypeName => _state switch
    {
        State.Typed => (string)_content!,
        State.Constant => ObjectTypes.NameOf(Content),
        _ => null,
    };

    /// <summary>Some of the values that it takes where it takes several or might take others; empty for constants.</summary>
    public IReadOnlyList<FoldedValue> Alternatives => _state == State.Alternatives ? (FoldedValue[])_content! : [];

    /// <summary>What took part in computing it.</summary>
    public Techniques Techniques => _techniques;

    /// <summary>How it became known.</summary>
    public Derivation Derivation => _state != State.Constant ? Derivation.Unknown
        : _techniques == Techniques.None ? Derivation.Literal
        : (_techniques & TechniqueNames.Decoding) != 0 ? Derivation.Recovered
        : Derivation.Folded;

    /// <summary>How it became known, in words: <c>base-64, compression</c>.</summary>
    public string How => TechniqueNames.Describe(_techniques);

    /// <summary>True when operations put it together, not only variables and casts.</summary>
    public bool IsBuilt => (_techniques & TechniqueNames.Building) != 0;

    /// <summary>True when it was built in a way that hides it; a change of case alone does not.</summary>
    public bool IsConcealed => (_techniques & (TechniqueNames.Building & ~Techniques.Case)) != 0;

    /// <summary>The constant as the engine turns it into text; null where that is not known.</summary>
    public string? Text => _state == State.Constant ? _content as string ?? Texts.Of(Content, " ") : null;

    /// <summary>The elements of a constant array or list, unknown ones included; the value alone where it is none.</summary>
    public IReadOnlyList<FoldedValue> Elements
    {
        get
        {
            if (_state != State.Constant || !Sequences.TryGetItems(_content, out var items))
            {
                return [this];
            }

            var elements = new FoldedValue[items.Count];
            for (var i = 0; i < elements.Length; i++)
            {
                elements[i] = Of(items[i], _techniques);
            }

            return elements;
        }
    }

    /// <summary>What is kept, a growing text as such.</summary>
    internal object? Kept => _state == State.Constant ? _content : null;

    internal bool IsUnknown => _state is State.Unknown or State.Saturated;

    /// <summary>A known value.</summary>
    public static FoldedValue Constant(object? content, Techniques techniques = Techniques.None) => new(State.Constant, content, techniques);

    /// <summary>An unknown value of a known .NET type.</summary>
    public static FoldedValue OfType(string? typeName) => typeName is null ? default : new(State.Typed, typeName, Techniques.None);

    /// <inheritdoc/>
    public override string ToString() => _state switch
    {
        State.Constant => Text ?? _content?.ToString() ?? "$null",
        State.Typed => $"({TypeName})",
        State.Alternatives => string.Join(" | ", Alternatives),
        _ => "?",
    };

    /// <summary>The value of an element, which may be unknown.</summary>
    internal static FoldedValue Of(object? content, Techniques techniques) =>
        content is UnknownElement unknown ? OfType(unknown.TypeName) : new(State.Constant, content, techniques);

    internal FoldedValue With(Techniques techniques) => _state == State.Constant ? new(_state, _content, _techniques | techniques) : this;

    /// <summary>The value as an element of an array.</summary>
    internal object? AsElement() => _state switch
    {
        State.Constant => Content,
        State.Typed => new UnknownElement((string)_content!),
        _ => UnknownElement.Any,
    };

    /// <summary>True when nothing tells two values apart.</summary>
    internal static bool IsSame(in FoldedValue left, in FoldedValue right) => left._state == right._state && left._techniques == right._techniques && (left._content is string or ValueType ? left._content.Equals(right._content) : ReferenceEquals(left._content, right._content));

    /// <summary>What is known where either value is possible.</summary>
    internal static FoldedValue Join(in FoldedValue left, in FoldedValue right)
    {
        if (left._state == right._state && left._state is State.Constant or State.Typed && Sequences.Same(left._content, right._content))
        {
            return new(left._state, left._content, left._techniques | right._techniques);
        }

        if (left._state == State.Saturated || right._state == State.Saturated)
        {
            return new(State.Saturated, null, Techniques.None);
        }

        if (left._state < State.Alternatives && right._state < State.Alternatives)
        {
            return default;
        }

        var all = new List<FoldedValue>();
        Collect(left, all);
        Collect(right, all);
        return all.Count > MaximumAlternatives ? new(State.Saturated, null, Techniques.None) : new(State.Alternatives, all.ToArray(), Techniques.None);
    }

    private static void Collect(in FoldedValue value, List<FoldedValue> all)
    {
        if (value._state == State.Constant)
        {
            AddDistinct(value, all);
        }
        else
        {
            foreach (var alternative in value.Alternatives)
            {
                AddDistinct(alternative, all);
            }
        }
    }

    private static void AddDistinct(in FoldedValue value, List<FoldedValue> all)
    {
        foreach (var known in all)
        {
            if (Sequences.Same(known._content, value._content))
            {
                return;
            }
        }

        all.Add(value);
    }
}
