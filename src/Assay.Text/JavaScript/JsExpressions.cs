using System.Globalization;
using Assay.Model;
using Assay.Text.Scripts;

namespace Assay.Text.JavaScript;

/// <summary>Computes expressions as far as they are constant. It has no effects: what is found is stated by <see cref="JsReader"/>.</summary>
internal sealed class JsExpressions(string text, List<JsToken> tokens, StepBudget budget)
{
    private const int MaximumNesting = FixedLimits.JavaScriptDepth;
    // An expression costs several times what a token does that is passed over: brackets that do not close have the rest of the file read again and again.
    private const int StepsPerExpression = 16;
    private const int MaximumElements = 65_536;
    private const int LongestText = 4 * 1024 * 1024;

    private readonly JsEnds _ends = new(text, tokens);
    private readonly Dictionary<string, int> _initialisers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsValue> _values = new(StringComparer.Ordinal);
    private int _nesting;

    /// <summary>Says where a variable gets its only value; a negative number when it has several.</summary>
    public void Assign(ReadOnlySpan<char> name, int token)
    {
        if (_initialisers.Count < 200_000)
        {
            ref var known = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_initialisers.GetAlternateLookup<ReadOnlySpan<char>>(), name, out var exists);
            known = exists && known != token ? -1 : token;
        }
    }

    /// <summary>Gives a variable a value that is not an expression: an object.</summary>
    public void Bind(string name, JsValue value)
    {
        // A name that means different things in different functions means nothing here.
        if (_values.TryGetValue(name, out var before) && before.Name is not null && before.Name != value.Name)
        {
            value = JsValue.Unknown;
        }

        _values[name] = value;
    }

    /// <summary>What a name was bound to; null when nothing.</summary>
    public JsValue? Bound(ReadOnlySpan<char> name) => _values.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var value) ? value : null;

    /// <summary>The arguments of a call whose bracket is at the token; moves behind it.</summary>
    public List<JsValue> Arguments(ref int at)
    {
        var arguments = new List<JsValue>();
        at++;
        while (at < tokens.Count && !Is(at, ')'))
        {
            if (Is(at, ','))
            {
                at++;
                continue;
            }

            // A statement ends there: the bracket was never closed.
            if (arguments.Count >= MaximumElements || Is(at, ';') || budget.IsExhausted)
            {
                break;
            }

            arguments.Add(Argument(ref at));
        }

        at++;
        return arguments;
    }

    /// <summary>Reads one expression that ends at a comma or a closing bracket.</summary>
    public JsValue Argument(ref int at)
    {
        var value = Read(ref at);
        if (at < tokens.Count && !Is(at, ',') && !Is(at, ')') && !Is(at, ']') && !Is(at, '}') && !Is(at, ';'))
        {
            value = JsValue.Unknown;
            SkipTo(ref at);
        }

        return value;
    }

    /// <summary>Computes an expression.</summary>
    public JsValue Read(ref int at)
    {
        if (++_nesting > MaximumNesting || !budget.Spend(StepsPerExpression))
        {
            _nesting--;
            SkipTo(ref at);
            return JsValue.Unknown;
        }

        var value = Postfix(Primary(ref at), ref at);
        while (at < tokens.Count && Is(at, '+') && !Is(at + 1, '+') && !Is(at + 1, '='))
        {
            at++;
            var right = Postfix(Primary(ref at), ref at);
            value = Add(value, right);
        }

        _nesting--;
        return value;
    }

    private JsValue Add(JsValue left, JsValue right)
    {
        if (left.Text is null && right.Text is null)
        {
            return JsValue.Unknown;
        }

        var (first, second) = (left.Partial, right.Partial);
        return (long)first.Length + second.Length > LongestText || !budget.Spend(first.Length + second.Length) ? JsValue.Unknown : new JsValue(first + second, IsDecoded: left.IsDecoded || right.IsDecoded);
    }

    private JsValue Primary(ref int at)
    {
        if (at >= tokens.Count)
        {
            return JsValue.Unknown;
        }

        var token = tokens[at];
        var written = text.AsSpan(token.Start, token.Length);
        switch (token.Kind)
        {
            case JsTokenKind.Text:
                at++;
                return new JsValue(JsTexts.Unquote(written), IsDecoded: written.Contains("\\x", StringComparison.Ordinal));
            case JsTokenKind.TemplatePart:
                return Template(ref at);
            case JsTokenKind.Number:
                at++;
                return new JsValue(Number(written));
            case JsTokenKind.Name:
                return Name(written, ref at);
            case JsTokenKind.Mark when written[0] == '[':
                return Elements(ref at);
            case JsTokenKind.Mark when written[0] == '(':
                at++;
                var inner = Read(ref at);
                if (!Is(at, ')'))
                {
                    SkipTo(ref at);
                    inner = JsValue.Unknown;
                }

                at++;
                return inner;
            case JsTokenKind.Mark when written[0] == '{':
                budget.Spend(1);
                at = _ends.OfBraces(at);
                return JsValue.Unknown;
            default:
                at++;
                return JsValue.Unknown;
        }
    }

    private JsValue Name(ReadOnlySpan<char> name, ref int at)
    {
        at++;
        var isCall = Is(at, '(');
        switch (name)
        {
            case "String" when Is(at, '.') && Word(at + 1) is "fromCharCode" && Is(at + 2, '('):
                at += 2;
                return JsTexts.Function("String.fromCharCode", Arguments(ref at))!;
            case "Buffer" when Is(at, '.') && Word(at + 1) is "from" && Is(at + 2, '('):
                at += 2;
                var value = JsTexts.Function("Buffer.from", Arguments(ref at))!;
                return value;
            case "atob" or "unescape" or "decodeURIComponent" or "decodeURI" or "parseInt" or "Number" when isCall:
                return JsTexts.Function(name.ToString(), Arguments(ref at))!;
            case "__dirname":
                return new JsValue(".");
            case "__filename":
                return new JsValue("%PSCommandPath%");
            case "true" or "false" or "null":
                return new JsValue(name.ToString());
            case "function" or "async" or "class" or "new" or "await" or "typeof" or "void":
                SkipTo(ref at);
                return JsValue.Unknown;
        }

        if (isCall)
        {
            Arguments(ref at);
            return JsValue.Unknown;
        }

        return ValueOf(name);
    }

    private JsValue ValueOf(ReadOnlySpan<char> name)
    {
        if (_values.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var value))
        {
            return value;
        }

        if (!_initialisers.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var token) || token < 0)
        {
            return JsValue.Unknown;
        }

        // A variable in terms of itself is not known.
        var key = name.ToString();
        _values[key] = JsValue.Unknown;
        var at = token;
        value = Argument(ref at);
        _values[key] = value;
        return value;
    }

    // .method(arguments), [index]
    private JsValue Postfix(JsValue value, ref int at)
    {
        while (at < tokens.Count && !budget.IsExhausted)
        {
            if (Is(at, '.') && at + 1 < tokens.Count && tokens[at + 1].Kind == JsTokenKind.Name)
            {
                var method = Word(at + 1);
                at += 2;
                if (!Is(at, '('))
                {
                    value = JsValue.Unknown;
                    continue;
                }

                var arguments = Arguments(ref at);
                value = JsTexts.Call(value, method, arguments) ?? JsValue.Unknown;
            }
            else if (Is(at, '['))
            {
                at++;
                var index = Argument(ref at);
                at += Is(at, ']') ? 1 : 0;
                value = value.Items is { } items && int.TryParse(index.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < items.Count ? items[number] : JsValue.Unknown;
            }
            else if (Is(at, '('))
            {
                Arguments(ref at);
                value = JsValue.Unknown;
            }
            else
            {
                break;
            }
        }

        return value;
    }

    private JsValue Template(ref int at)
    {
        var result = new JsValue("");
        while (at < tokens.Count && tokens[at].Kind == JsTokenKind.TemplatePart)
        {
            var part = text.AsSpan(tokens[at].Start, tokens[at].Length);
            at++;
            result = Add(result, new JsValue(JsTexts.Unquote(part)));
            if (part[^1] != '{')
            {
                return result;
            }

            var inner = Read(ref at);
            while (at < tokens.Count && tokens[at].Kind != JsTokenKind.TemplatePart && budget.Spend(1))
            {
                inner = JsValue.Unknown;
                at++;
            }

            result = Add(result, inner with { Text = inner.Text ?? PartialText.UnknownText });
        }

        return result;
    }

    private JsValue Elements(ref int at)
    {
        var items = new List<JsValue>();
        at++;
        while (at < tokens.Count && !Is(at, ']') && !budget.IsExhausted)
        {
            if (Is(at, ','))
            {
                at++;
                continue;
            }

            var before = at;
            items.Add(Argument(ref at));
            at = Math.Max(at, before + 1);
            if (items.Count >= MaximumElements || Is(at, ')') || Is(at, '}') || Is(at, ';'))
            {
                break;
            }
        }

        at++;
        return new JsValue(null, items);
    }

    private static string? Number(ReadOnlySpan<char> written) =>
        written.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            ? int.TryParse(written[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) ? value.ToString(CultureInfo.InvariantCulture) : null
            : written.ToString();

    // To the comma or bracket that ends the expression around.
    private void SkipTo(ref int at)
    {
        budget.Spend(1);
        at = at < tokens.Count ? _ends.OfExpression(at) : at;
    }

    private bool Is(int at, char mark) => at >= 0 && at < tokens.Count && tokens[at].Kind == JsTokenKind.Mark && text[tokens[at].Start] == mark;

    private ReadOnlySpan<char> Word(int at) => at < tokens.Count ? text.AsSpan(tokens[at].Start, tokens[at].Length) : default;
}
