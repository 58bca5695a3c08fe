namespace Assay.Web.Hosting;

/// <summary>Lets the server end with the program that started it, however that ends: <c>assay serve</c> holds the other end of standard input open.</summary>
internal static class Lifeline
{
    /// <summary>The variable that says that there is one.</summary>
    public const string Variable = "ASSAY_LIFELINE";

    /// <summary>Stops the server when standard input ends; does nothing where nobody holds it.</summary>
    public static void Watch(WebApplication app)
    {
        if (Environment.GetEnvironmentVariable(Variable) != "1")
        {
            return;
        }

        new Thread(() =>
        {
            using var input = Console.OpenStandardInput();
            while (input.ReadByte() >= 0)
            {
                // Nothing is ever sent.
            }

            app.Lifetime.StopApplication();
        })
        { IsBackground = true }.Start();
    }
}
