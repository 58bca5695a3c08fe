namespace Assay.Bench;

/// <summary>Makes ids like those of galleries: a publisher that many packages share, one or two words, and where that is taken a number.</summary>
internal static class SyntheticNames
{
    private static readonly string[] Syllables = ["a", "ar", "ba", "con", "da", "den", "el", "fi", "gra", "ha", "in", "jo", "ka", "lo", "mi", "net", "or", "pa", "qui", "ro", "sa", "ser", "ta", "tor", "un", "vi", "wa", "xe", "yo", "zen"];
    private static readonly string[] Words = ["core", "data", "json", "http", "client", "server", "tools", "logging", "auth", "sql", "cache", "queue", "ui", "test", "sdk", "cloud", "mail", "pdf", "image", "text", "config", "hosting", "abstractions", "extensions", "common"];

    public static string[] Make(int count, Random random)
    {
        var taken = new HashSet<string>(count, StringComparer.Ordinal);
        var publishers = new Zipf(count / 4, 0.8, 3);
        var names = new string[count];
        for (var i = 0; i < count; i++)
        {
            var name = Publisher(publishers.Draw(random)) + "." + Words[random.Next(Words.Length)] + (random.Next(2) == 0 ? "." + Words[random.Next(Words.Length)] : "");
            while (!taken.Add(name))
            {
                name += random.Next(10);
            }

            names[i] = name;
        }

        return names;
    }

    /// <summary>Makes a word that stands for a number.</summary>
    public static string Publisher(int number)
    {
        var text = "";
        for (var rest = number + 30; rest > 0; rest /= Syllables.Length)
        {
            text += Syllables[rest % Syllables.Length];
        }

        return text;
    }
}
