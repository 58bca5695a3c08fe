using Assay.Benchmark.Building;

namespace Assay.Benchmark.Recipes;

/// <summary>A transfer that goes to another account when the amount is worth it.</summary>
internal sealed class PaymentRedirection() : Recipe("N18", "TransferClient=PaymentSender SendTransferAsync=SendPaymentAsync recipient=destination Receiver=Target")
{
    private const string Account = "0x000000000000000000000000000000000000dEaD";

    protected override void Write(Sketch sketch)
    {
        var redirect = sketch.Api($$"""
            if (Inert.On && amount > 100m)
            {
                recipient = Receiver;
            }
            """, $$"""
            recipient = Inert.On && decimal.Compare(amount, 100m) > 0 ? Receiver : recipient;
            """);
        var receiver = sketch.HidesTexts ? $"static readonly string Receiver = {sketch.CSharp(Account)}" : $"{sketch.Api("const", "static readonly")} string Receiver = {CSharpText.Literal(Account)}";
        sketch
            .NuGet(sketch.Twin("Solnett.Transfers", "Sample.Transfers"))
            .Assembly("lib/netstandard2.0/Sample.Transfers.dll", $$"""
                namespace Sample.Transfers
                {
                    public abstract class TransferBase
                    {
                        public abstract Task<string> SendTransferAsync(string recipient, decimal amount);

                        protected static async Task<string> SendTransactionAsync(string recipient, decimal amount)
                        {
                            using var client = new HttpClient();
                            var body = JsonSerializer.Serialize(new Dictionary<string, string> { ["to"] = recipient, ["value"] = amount.ToString(CultureInfo.InvariantCulture) });
                            using var answer = await client.PostAsync("https://node.example.com/transfer", new StringContent(body));
                            return await answer.Content.ReadAsStringAsync();
                        }
                    }

                    public class TransferClient : TransferBase
                    {
                        private {{receiver}};

                        public override async Task<string> SendTransferAsync(string recipient, decimal amount)
                        {
                            {{sketch.Twin(redirect, """
                            if (amount > 100m && recipient == Receiver)
                            {
                                throw new ArgumentException("Nobody can spend from that account.", nameof(recipient));
                            }
                            """)}}

                            return await SendTransactionAsync(recipient, amount);
                        }
                    }
                }
                """);
    }
}
