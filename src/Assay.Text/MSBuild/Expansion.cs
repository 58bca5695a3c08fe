using System.Text;
using Assay.Model;

namespace Assay.Text.MSBuild;

/// <summary>Expands <c>$(Name)</c>, <c>$([Type]::Member(...))</c>, <c>@(Item)</c> and <c>%(Item.Identity)</c> as far as a build file tells what they are.</summary>
internal sealed class Expansion(BuildVariables variables, ExpansionBudget budget)
{
    private const int MaximumDepth = FixedLimits.BuildExpressionDepth;
    private const int MaximumLength = 1024 * 1024;

    /// <summary>Is told of every property function in an expression, with what is known of its arguments.</summary>
    public Action<string, IReadOnlyList<Argument>>? Called { get; init; }

    /// <summary>Is told of every registry value in an expression: key and name.</summary>
    public Action<string, string>? RegistryRead { get; init; }

    /// <summary>Pays for work on a text of this length; false when too much was done.</summary>
    public bool Take(int characters) => budget.Take(characters);

    /// <summary>Expands an expression.</summary>
    public BuildValue Expand(string text) => Expand(text, 0);

    internal BuildValue Expand(string text, int depth)
    {
        var next = text.AsSpan().IndexOfAny('$', '@', '%');
        if (next < 0 || depth > MaximumDepth || !budget.Take(text.Length))
        {
            return new BuildValue(text, Derivation.Literal);
        }

        var result = new StringBuilder(text.Length);
        var derivation = Derivation.Literal;
        var from = 0;
        while (next >= 0)
        {
            var at = from + next;
            result.Append(text, from, at - from);
            from = at;
            var end = at + 1 < text.Length && text[at + 1] == '(' ? ExpressionText.EndOf(text, at + 1) : 0;
            if (end < 0)
            {
                // As MSBuild does, what follows a bracket that nothing closes is taken as it is written.
                break;
            }

            if (end > 0)
            {
                var inner = text.Substring(at + 2, end - at - 2);
                var value = Evaluate(text[at], inner, depth);
                if (value is { } known && result.Length + known.Text.Length <= MaximumLength && budget.Take(known.Text.Length))
                {
                    result.Append(known.Text);
                    derivation = known.Derivation == Derivation.Recovered ? Derivation.Recovered : derivation == Derivation.Literal ? Derivation.Folded : derivation;
                }
                else
                {
                    result.Append(text, at, end + 1 - at);
                }

                from = end + 1;
            }
            else
            {
                result.Append(text[at]);
                from = at + 1;
            }

            next = text.AsSpan(from).IndexOfAny('$', '@', '%');
        }

        result.Append(text, from, text.Length - from);
        return new BuildValue(result.ToString(), derivation);
    }

    private BuildValue? Evaluate(char mark, string inner, int depth)
    {
        switch (mark)
        {
            case '@':
                // @(Item->'...') depends on metadata.
                return ExpressionText.IsName(inner.AsSpan().Trim()) ? variables.Items(inner.Trim()) : null;
            case '%':
                var dot = inner.IndexOf('.', StringComparison.Ordinal);
                return dot > 0 && inner[(dot + 1)..].Trim() is "Identity" or "FullPath" && variables.Items(inner[..dot].Trim()) is { } items && !items.Text.Contains(';', StringComparison.Ordinal) ? items : null;
            default:
                return ExpressionText.IsName(inner.AsSpan().Trim()) ? variables.Property(inner.Trim()) : Compute(inner.Trim(), depth);
        }
    }

    private BuildValue? Compute(string inner, int depth)
    {
        // $(Registry:HKEY_LOCAL_MACHINE\Software\X@Name)
        if (inner.StartsWith("Registry:", StringComparison.OrdinalIgnoreCase))
        {
            var separator = inner.IndexOf('@', StringComparison.Ordinal);
            RegistryRead?.Invoke(separator < 0 ? inner[9..] : inner[9..separator], separator < 0 ? "" : inner[(separator + 1)..]);
            return null;
        }

        return new PropertyFunction(this, variables, depth + 1).Evaluate(inner);
    }
}

/// <summary>Characters that the expansions of one file may read and write.</summary>
internal sealed class ExpansionBudget(long characters)
{
    private long _left = characters;

    /// <summary>True when something was left as it is written.</summary>
    public bool IsExhausted { get; private set; }

    public bool Take(int count)
    {
        _left -= count;
        IsExhausted |= _left < 0;
        return _left >= 0;
    }
}
