using Assay.Framework;

namespace Assay.CSharp.Names;

/// <summary>Finds the type arguments of a generic method from its arguments.</summary>
internal sealed class TypeInference(MemberLookup lookup)
{
    private const int MaximumDepth = 16;
    private readonly string?[] _arguments = new string?[16];

    /// <summary>The type arguments as far as they are known; <c>?</c> for the others.</summary>
    public IReadOnlyList<string> Arguments => [.. _arguments.Select(argument => argument ?? "?")];

    /// <summary>Takes type arguments that are written.</summary>
    public void Take(IReadOnlyList<string?> written)
    {
        for (var i = 0; i < Math.Min(written.Count, _arguments.Length); i++)
        {
            _arguments[i] = written[i];
        }
    }

    /// <summary>Compares a parameter's type with that of its argument: <c>IEnumerable`1&lt;!!0&gt;</c> with <c>List`1&lt;X&gt;</c> => <c>!!0</c> is <c>X</c>.</summary>
    public void Match(string parameter, string? argument) => Match(parameter, argument, 0);

    private void Match(string parameter, string? argument, int depth)
    {
        if (argument is null or "?" || depth > MaximumDepth || !parameter.Contains("!!", StringComparison.Ordinal))
        {
            return;
        }

        if (parameter.StartsWith("!!", StringComparison.Ordinal) && int.TryParse(parameter.AsSpan(2), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var index))
        {
            if (index < _arguments.Length)
            {
                _arguments[index] ??= argument;
            }

            return;
        }

        if (parameter.EndsWith("[]", StringComparison.Ordinal))
        {
            Match(parameter[..^2], argument.EndsWith("[]", StringComparison.Ordinal) ? argument[..^2] : null, depth + 1);
            return;
        }

        if (lookup.As(argument, TypeSpelling.Definition(parameter)) is { } same)
        {
            foreach (var (inner, given) in TypeSpelling.Arguments(parameter).Zip(TypeSpelling.Arguments(same)))
            {
                Match(inner, given, depth + 1);
            }
        }
    }
}
