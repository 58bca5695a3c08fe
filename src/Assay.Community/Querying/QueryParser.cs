using Assay.Rules;

namespace Assay.Community.Querying;

/// <summary>
/// Reads queries: <c>or</c> binds weaker than <c>and</c>, which may be left out, and that weaker than <c>not</c>; a term is <c>field:value</c>, with <c>&lt; &lt;= &gt;= &gt;</c> before
/// values that have an order, and with quotation marks around values with spaces or parentheses.
/// </summary>
internal sealed class QueryParser
{
    private readonly string _text;
    private readonly QueryOptions _options;
    private int _position;
    private int _depth;
    private int _terms;

    private QueryParser(string text, QueryOptions options) => (_text, _options) = (text, options);

    /// <summary>Reads a query; throws <see cref="QueryException"/> with the place of the first defect.</summary>
    public static QueryNode Parse(string text, QueryOptions options)
    {
        if (text.Length > options.LongestQuery)
        {
            throw new QueryException($"A query has at most {options.LongestQuery:N0} characters; this one has {text.Length:N0}.", options.LongestQuery);
        }

        var parser = new QueryParser(text, options);
        var query = parser.ReadAny();
        parser.SkipSpace();
        return parser._position == text.Length ? query : throw new QueryException("This ')' closes nothing.", parser._position);
    }

    private QueryNode ReadAny()
    {
        var parts = new List<QueryNode> { ReadAll() };
        while (TakeWord("or"))
        {
            parts.Add(ReadAll());
        }

        return parts is [var only] ? only : new AnyOf(parts);
    }

    private QueryNode ReadAll()
    {
        var parts = new List<QueryNode> { ReadNot() };
        while (TakeWord("and") || HasMore())
        {
            parts.Add(ReadNot());
        }

        return parts is [var only] ? only : new AllOf(parts);
    }

    private QueryNode ReadNot()
    {
        if (++_depth > _options.DeepestNesting)
        {
            throw new QueryException($"Parentheses and 'not' may be nested {_options.DeepestNesting} deep.", _position);
        }

        QueryNode node;
        if (TakeWord("not"))
        {
            node = new NotThis(ReadNot());
        }
        else if (Take('('))
        {
            var open = _position - 1;
            node = ReadAny();
            if (!Take(')'))
            {
                throw new QueryException("This '(' is not closed.", open);
            }
        }
        else
        {
            node = ReadTerm();
        }

        _depth--;
        return node;
    }

    private QueryTerm ReadTerm()
    {
        SkipSpace();
        var start = _position;
        if (start == _text.Length || _text[start] == ')')
        {
            throw new QueryException("A term is missing here, such as behavior:opens-listening-socket.", start);
        }

        if (++_terms > _options.MostTerms)
        {
            throw new QueryException($"A query has at most {_options.MostTerms} terms.", start);
        }

        while (_position < _text.Length && _text[_position] is not (':' or '(' or ')' or '"') && !char.IsWhiteSpace(_text[_position]))
        {
            _position++;
        }

        var name = _text[start.._position].ToLowerInvariant();
        if (_position == _text.Length || _text[_position] != ':')
        {
            if (_options.PlainWords && name is not ("and" or "or"))
            {
                return ReadWord(start, name);
            }

            throw new QueryException(name is "and" or "or" ? $"A term is missing before '{name}'." : $"'{name}' is no term: write field:value, such as id:*{name.Trim('*')}*.", start);
        }

        var field = QueryFields.All.FirstOrDefault(known => known.Name == name);
        if (field.Name is null)
        {
            var known = QueryFields.All.Select(other => other.Name);
            throw new QueryException($"There is no field '{name}'{(Suggestion.Ask(name, known) is { Length: > 0 } question ? question : $"; there are {string.Join(", ", known)}.")}", start);
        }

        _position++;
        var comparison = ReadComparison(field.Name, field.IsOrdered);
        var valuePosition = _position;
        var value = ReadValue(field.Name);
        return new QueryTerm(field.Name, comparison, field.Name == "id" ? Bounded(value, valuePosition) : value, start, valuePosition);
    }

    // newtonsoft "json"
    private QueryTerm ReadWord(int start, string name)
    {
        if (name.Length == 0)
        {
            name = ReadValue(QueryFields.Word);
        }

        return new QueryTerm(QueryFields.Word, QueryComparison.Is, Bounded(name, start), start, start);
    }

    private string Bounded(string pattern, int position) =>
        pattern.Length > _options.LongestPattern ? throw new QueryException($"A word or pattern has at most {_options.LongestPattern:N0} characters; this one has {pattern.Length:N0}.", position)
        : pattern.AsSpan().Count('*') > _options.MostStars ? throw new QueryException($"A pattern has at most {_options.MostStars} stars.", position)
        : pattern;

    private QueryComparison ReadComparison(string field, bool isOrdered)
    {
        var start = _position;
        var comparison = (At(0), At(1)) switch
        {
            ('<', '=') => QueryComparison.AtMost,
            ('>', '=') => QueryComparison.AtLeast,
            ('<', _) => QueryComparison.Less,
            ('>', _) => QueryComparison.More,
            _ => QueryComparison.Is,
        };
        _position += comparison switch { QueryComparison.Is => At(0) == '=' ? 1 : 0, QueryComparison.Less or QueryComparison.More => 1, _ => 2 };
        return comparison == QueryComparison.Is || isOrdered
            ? comparison
            : throw new QueryException($"Values of '{field}' have no order; these have one: {string.Join(", ", QueryFields.All.Where(known => known.IsOrdered).Select(known => known.Name))}.", start);
    }

    private string ReadValue(string field)
    {
        var start = _position;
        string value;
        if (At(0) == '"')
        {
            var end = _text.IndexOf('"', start + 1);
            if (end < 0)
            {
                throw new QueryException("This quotation mark is not closed.", start);
            }

            value = _text[(start + 1)..end];
            _position = end + 1;
        }
        else
        {
            while (_position < _text.Length && _text[_position] is not ('(' or ')' or '"') && !char.IsWhiteSpace(_text[_position]))
            {
                _position++;
            }

            value = _text[start.._position];
        }

        return value.Length > 0 ? value.ToLowerInvariant() : throw new QueryException(field == QueryFields.Word ? "There is nothing between these quotation marks." : $"There is no value behind '{field}:'.", start);
    }

    private char At(int offset) => _position + offset < _text.Length ? _text[_position + offset] : '\0';

    private bool HasMore()
    {
        SkipSpace();
        return _position < _text.Length && _text[_position] != ')' && !IsWord("or");
    }

    private bool TakeWord(string word)
    {
        SkipSpace();
        if (!IsWord(word))
        {
            return false;
        }

        _position += word.Length;
        return true;
    }

    private bool IsWord(string word) =>
        string.Compare(_text, _position, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0 && (At(word.Length) is '\0' or '(' || char.IsWhiteSpace(At(word.Length)));

    private bool Take(char character)
    {
        SkipSpace();
        var isThere = At(0) == character;
        _position += isThere ? 1 : 0;
        return isThere;
    }

    private void SkipSpace()
    {
        while (_position < _text.Length && char.IsWhiteSpace(_text[_position]))
        {
            _position++;
        }
    }
}
