namespace Assay.Rules;

/// <summary>Asks what was meant by the wrong words of one file.</summary>
/// <param name="names">The right words.</param>
internal sealed class Suggestions(IReadOnlyCollection<string> names)
{
    // Nobody corrects more words at a time; each is compared with every name, and a file may hold thousands.
    private const int MaximumQuestions = 20;

    private readonly Dictionary<string, string> _questions = new(StringComparer.Ordinal);

    /// <summary>Gives what <see cref="Suggestion.Ask"/> gives; nothing for words beyond the first twenty.</summary>
    public string Ask(string text)
    {
        if (!_questions.TryGetValue(text, out var question) && _questions.Count < MaximumQuestions)
        {
            _questions.Add(text, question = Suggestion.Ask(text, names));
        }

        return question ?? "";
    }
}
