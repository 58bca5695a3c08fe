namespace Assay.PowerShell;

/// <summary>Collects errors up to a limit, equal ones once.</summary>
internal sealed class ErrorList(int limit)
{
    private readonly List<ParseError> _errors = [];
    private readonly HashSet<ParseError> _known = [];

    /// <summary>Errors until here.</summary>
    public int Count => _errors.Count;

    /// <summary>Adds an error; behind the limit one <c>TooManyErrors</c> stands for all.</summary>
    public void Add(string id, int start, int end)
    {
        if (_errors.Count > limit)
        {
            return;
        }

        var error = _errors.Count == limit ? new ParseError("TooManyErrors", start, end) : new ParseError(id, start, end);
        if (_known.Add(error))
        {
            _errors.Add(error);
        }
    }

    /// <summary>Forgets what came behind a count: a token that is read anew reports anew.</summary>
    public void CutTo(int count)
    {
        for (var i = _errors.Count - 1; i >= count; i--)
        {
            _known.Remove(_errors[i]);
            _errors.RemoveAt(i);
        }
    }

    /// <summary>The errors in the order of their start.</summary>
    public IReadOnlyList<ParseError> ToSorted() => [.. _errors.OrderBy(error => error.Start).ThenBy(error => error.End)];
}
